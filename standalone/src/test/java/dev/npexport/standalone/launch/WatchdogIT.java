package dev.npexport.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.npexport.standalone.HeardSignals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watchdog's script, given its orders by hand in place of a launcher. */
class WatchdogIT {

  @TempDir Path temporary;

  @Test
  void endsWhatItWatchesWhenTheLauncherIsGone() throws Exception {
    var watched = sleeper();
    var forgotten = sleeper();
    try {
      var watchdog = script("none");
      try (var orders = watchdog.outputWriter()) {
        orders.write("watch " + watched.pid() + "\nwatch " + forgotten.pid() + "\n");
        orders.write("forget " + forgotten.pid() + "\n");
      }
      assertThat(watched.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(watchdog.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(forgotten.isAlive()).isTrue();
    } finally {
      watched.destroyForcibly();
      forgotten.destroyForcibly();
    }
  }

  @Test
  void killsWhatDoesNotListen() throws Exception {
    var deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; sleep 300").start();
    try {
      deaf.inputReader().readLine();
      var watchdog = script("none");
      try (var orders = watchdog.outputWriter()) {
        orders.write("watch " + deaf.pid() + "\n");
      }
      assertThat(deaf.waitFor(25, TimeUnit.SECONDS)).isTrue();
    } finally {
      deaf.descendants().forEach(ProcessHandle::destroyForcibly);
      deaf.destroyForcibly();
    }
  }

  @Test
  void interruptsThePostgresOfThePidFile() throws Exception {
    assumeTrue(
        HeardSignals.areHeard(),
        "these tests run with hang-ups or interrupts ignored, and no env can change that");
    var postgres = sleeper();
    try {
      Path pidFile = temporary.resolve("a folder").resolve("postmaster.pid");
      Files.createDirectories(pidFile.getParent());
      Files.writeString(pidFile, postgres.pid() + "\nmore\n");
      script(pidFile.toString()).outputWriter().close();
      assertThat(postgres.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(postgres.exitValue()).as("ended by INT").isEqualTo(130);
      Files.delete(pidFile);
    } finally {
      postgres.destroyForcibly();
    }
  }

  @Test
  void leavesEverythingAloneWhenItIsDismissed() throws Exception {
    var watched = sleeper();
    try {
      var watchdog = Watchdog.start(DataFolder.open(temporary), temporary.resolve("none"));
      watchdog.watch(watched.pid());
      watchdog.close();
      assertThat(watched.waitFor(Duration.ofMillis(500))).isFalse();
    } finally {
      watched.destroyForcibly();
    }
  }

  @Test
  void aNewInstanceWaitsForTheWatchdogOfAKilledOne() throws Exception {
    var folder = DataFolder.open(temporary);
    var predecessor = script("none");
    try (var orders = predecessor.outputWriter()) {
      Files.writeString(folder.system().resolve("watchdog"), Long.toString(predecessor.pid()));
      orders.write("forget 1\n");
    }
    var notes = new ArrayList<String>();
    Watchdog.awaitPredecessor(folder, notes::add);
    assertThat(predecessor.isAlive()).isFalse();
    assertThat(notes).hasSize(1);
    Watchdog.awaitPredecessor(folder, notes::add);
    assertThat(notes).hasSize(1);
  }

  @Test
  void aProcessThatIsNoWatchdogIsNotWaitedFor() throws Exception {
    var folder = DataFolder.open(temporary);
    var other = sleeper();
    try {
      Files.writeString(folder.system().resolve("watchdog"), Long.toString(other.pid()));
      var notes = new ArrayList<String>();
      Watchdog.awaitPredecessor(folder, notes::add);
      assertThat(notes).isEmpty();
    } finally {
      other.destroyForcibly();
    }
  }

  private Process script(String pidFile) throws Exception {
    var script =
        new String(Watchdog.class.getResourceAsStream("/npexport-watchdog.sh").readAllBytes());
    return new ProcessBuilder(List.of("sh", "-c", script, "npexport-watchdog", pidFile)).start();
  }

  private static Process sleeper() throws Exception {
    List<String> command = new ArrayList<>(HeardSignals.prefix());
    command.addAll(List.of("sleep", "300"));
    return new ProcessBuilder(command).start();
  }
}
