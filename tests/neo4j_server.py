"""A real Neo4j Community server for tests and benchmarks, made of Maven artifacts: no docker, on loopback and free ports.

    python tests/neo4j_server.py

starts one with its Browser and says where it is; Ctrl-C ends it. It needs Java 17 or 21 and, the first time, Maven.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

POM = Path(__file__).parent / "neo4j" / "pom.xml"
MAIN = "org.neo4j.server.CommunityEntryPoint"
ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
SHELL = "org.neo4j.shell.Main"
_OPENS = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")]
_QUICK = ["-XX:TieredStopAtLevel=1"]  # starts in half the time and runs slower: for tests, not for benchmarks


def libraries() -> Path:
    """Return the folder with the server's jars; the first time Maven fetches them into the user's cache."""
    folder = _cache() / sha256(POM.read_bytes()).hexdigest()[:12]
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as draft:
            _fetch(Path(draft) / "lib")
            (Path(draft) / "lib").rename(folder)
    return folder


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg" / "neo4j"


def _fetch(folder: Path) -> None:
    command = ["mvn", "-B", "-q", "-ntp", "-f", str(POM), "dependency:copy-dependencies", "-DincludeScope=runtime"]
    subprocess.run([*command, f"-DoutputDirectory={folder}"], check=True, stdout=subprocess.DEVNULL, timeout=900)


def missing() -> str | None:
    """Say what this machine lacks for a server of its own."""
    if not shutil.which("java"):
        return "there is no java"
    if not shutil.which("mvn") and not (_cache() / sha256(POM.read_bytes()).hexdigest()[:12]).is_dir():
        return "there is no mvn to fetch the server with"
    return None


class Server:
    """A server with a home of its own under `home`; its data stay there when it is killed and started again."""

    user, given = "neo4j", False

    def __init__(self, home: Path, *, quick: bool = True, settings: Sequence[str] = ()) -> None:
        """Write the settings and the password; `start` starts it."""
        self.home, self.password = home, secrets.token_hex(12)
        self.bolt, self.http = _free_ports(2)
        self.uri = f"bolt://127.0.0.1:{self.bolt}"
        self._flags = _QUICK if quick else []
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("conf", "data", "logs", "import", "plugins", "run"):
            (home / name).mkdir(parents=True, exist_ok=True)
        self.configure(settings)
        self.admin("dbms", "set-initial-password", self.password)

    def configure(self, settings: Sequence[str] = ()) -> None:
        """Write neo4j.conf, with further settings at its end; it counts from the next start."""
        (self.home / "conf" / "neo4j.conf").write_text("\n".join([*self._settings(), *settings, ""]), encoding="utf-8")

    def _settings(self) -> list[str]:
        return [
            "server.default_listen_address=127.0.0.1",
            *(f"server.{name}.{kind}_address=127.0.0.1:{port}" for name, port in self._ports() for kind in ("listen", "advertised")),
            "server.https.enabled=false",
            "server.memory.pagecache.size=512m",
            "dbms.usage_report.enabled=false",
            "client.allow_telemetry=false",
        ]

    def _ports(self) -> list[tuple[str, int]]:
        return [("bolt", self.bolt), ("http", self.http)]

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = (self.home / "logs" / "console.log").open("ab")
        home = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}", "--console-mode"]
        command = [*self._java("-Xms256m", "-Xmx1g", *self._flags, *_OPENS), MAIN, *home]
        self._process = subprocess.Popen(command, env=self._environment(), stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        log.close()
        self._wait()

    def _wait(self) -> None:
        import neo4j

        deadline = time.monotonic() + 180
        with neo4j.GraphDatabase.driver(self.uri, auth=(self.user, self.password)) as driver:
            while True:
                try:
                    return driver.verify_connectivity()
                except neo4j.exceptions.DriverError:
                    if self._process is None or self._process.poll() is not None or time.monotonic() > deadline:
                        raise RuntimeError(f"the server doesn't answer; see {self.home / 'logs'}") from None
                    time.sleep(0.2)

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """Let the server end in good order."""
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait()

    @property
    def pid(self) -> int:
        """The process id of the server that was started last."""
        assert self._process is not None
        return self._process.pid

    def admin(self, *arguments: str, cwd: Path | None = None) -> str:
        """Run neo4j-admin, in the folder `cwd`, and return what it prints."""
        return self._run([*self._java("-Xmx1g", *self._flags, *_OPENS), ADMIN, *arguments], cwd)

    def shell(self, script: Path) -> str:
        """Run a script in cypher-shell and return what it prints."""
        login = ["-a", self.uri, "-u", self.user, "-p", self.password]
        return self._run([*self._java(*self._flags), SHELL, *login, "--format", "plain", "-f", str(script)])

    def _run(self, command: list[str], cwd: Path | None = None) -> str:
        done = subprocess.run(command, cwd=cwd, env=self._environment(), capture_output=True, text=True, timeout=1800, check=False)
        if done.returncode:
            said = f"{done.stdout[-2000:]}{done.stderr[-2000:]}"
            raise RuntimeError(f"{command[command.index('-cp') + 2]} ended with {done.returncode}: {said}")
        return done.stdout

    def _java(self, *flags: str) -> list[str]:
        return ["java", *flags, "-Djava.awt.headless=true", "-cp", f"{libraries()}/*"]

    def _environment(self) -> dict[str, str]:
        # Without both of them the admin command looks for a home in the folder above this one, and finds or makes one there.
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}


def _free_ports(count: int) -> list[int]:
    """Return ports that are free now, all held until the last is found."""
    sockets = [socket.socket() for _ in range(count)]
    for found in sockets:
        found.bind(("127.0.0.1", 0))
    ports = [found.getsockname()[1] for found in sockets]
    for found in sockets:
        found.close()
    return ports


def main() -> None:
    """Run a server until it is interrupted."""
    import click

    with tempfile.TemporaryDirectory() as home:
        server = Server(Path(home))
        server.start()
        click.echo(f"Browser http://127.0.0.1:{server.http}/browser/  {server.uri}  user {server.user}  password {server.password}")
        try:
            signal.pause()
        except KeyboardInterrupt:
            server.kill()


if __name__ == "__main__":
    main()
