import inspect

from standoff.core import errors


def drawn() -> dict[str, str]:
    """Each error of the tree drawn at the top of the module, with the one that it hangs from."""
    found: dict[str, str] = {}
    path = ["StandoffError"]
    assert errors.__doc__ is not None
    for line in errors.__doc__.splitlines():
        head, mark, rest = line.partition("── ")
        if mark:
            depth = (len(head) + 3) // 4
            path = [*path[:depth], rest.split()[0]]
            found[path[-1]] = path[-2]
    return found


def test_the_tree_is_as_drawn() -> None:
    classes = [value for _, value in inspect.getmembers(errors, inspect.isclass)]
    made = {one.__name__: one.__base__.__name__ for one in classes if one is not errors.StandoffError and one.__base__}
    assert drawn() == made


def test_every_error_is_one_of_ours() -> None:
    classes = [value for _, value in inspect.getmembers(errors, inspect.isclass)]
    assert all(issubclass(one, errors.StandoffError) and one.__doc__ for one in classes)
