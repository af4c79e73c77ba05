package dev.npexport.worker.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A data root for the worker under test, and waiting times that suit a test. */
public class DataFolderResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try {
      return Map.of(
          "npexport.data-dir", Files.createTempDirectory("npexport-worker-test").toString(),
          "npexport.recovery.interval", "1s",
          "npexport.recovery.silent-after", "3s",
          "npexport.recovery.unconfirmed-after", "1s",
          "quarkus.http.test-port", "0",
          "SOURCE_DATE_EPOCH", "1700000000");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // the folder lies in the system's temporary files
  }
}
