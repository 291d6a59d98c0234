"""Bounds in words."""


def figure(lower: int | None, upper: int | None) -> str:
    """Bounds as people write them; where neither is known there is no figure, and never a 0."""
    if lower is None and upper is None:
        return "not known"
    if lower is None:
        return f"at most {upper}"
    if upper is None:
        return f"at least {lower}"
    return str(lower) if lower == upper else f"{lower} to {upper}"
