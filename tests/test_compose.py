"""What docker-compose.yml promises, as far as it can be seen without docker."""

from pathlib import Path
from typing import Any

import pytest
import yaml


@pytest.fixture(scope="module")
def service() -> Any:
    return yaml.safe_load((Path(__file__).parents[1] / "docker-compose.yml").read_text(encoding="utf-8"))["services"]["neo4j"]


def test_it_is_neo4j_5_community(service: Any) -> None:
    assert service["image"] == "neo4j:5-community"


def test_only_this_machine_reaches_bolt_and_browser(service: Any) -> None:
    assert sorted(service["ports"]) == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]


def test_there_is_no_password_but_that_of_the_environment(service: Any) -> None:
    assert service["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")


def test_data_stay_and_health_is_asked_for(service: Any) -> None:
    assert service["volumes"] == ["neo4j-data:/data"]
    assert "RETURN 1" in service["healthcheck"]["test"][1]
