package dev.npexport.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.standalone.launch.DataFolder;
import dev.npexport.standalone.launch.Installation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services as they are built, broken a few times: no job is lost and nothing is left. */
class ChaosIT {

  /** As many as there are kinds. */
  private static final int FAULTS = 12;

  /** With this one the lost connections are those of a worker to the broker. */
  private static final int SEED = 5;

  @TempDir Path temporary;

  @Test
  void noJobIsLostWhateverBreaks() throws Exception {
    var notes = new ArrayList<String>();
    var config =
        new ChaosConfig(
            new Installation(Path.of("..").toRealPath()),
            DataFolder.open(temporary.resolve("chaos")),
            SEED,
            FAULTS,
            2,
            2,
            ChaosConfig.Broker.embedded,
            Optional.empty());
    try (var run = new ChaosRun(config, notes::add)) {
      var report = run.run();
      assertThat(report.violations()).as(String.join("\n", notes)).isEmpty();
      assertThat(report.faults() + report.missed()).isEqualTo(FAULTS);
      assertThat(report.ends().get("completed")).isGreaterThanOrEqualTo(2);
    }
  }
}
