"""The pages: one module and one template each; `standoff.web.routes` lists them."""
