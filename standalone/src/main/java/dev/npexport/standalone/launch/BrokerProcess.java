package dev.npexport.standalone.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The embedded broker as a process of its own, so that it can be killed alone. */
public final class BrokerProcess {

  private static final String PORT = "NPEXPORT_BROKER_PORT";
  private static final String PASSWORD = "NPEXPORT_BROKER_PASSWORD";

  private BrokerProcess() {}

  /** How to start it. */
  public static ServiceProcess.Command command(
      Installation installation, DataFolder folder, InstanceSettings settings) {
    return new ServiceProcess.Command(
        "broker",
        installation.java(),
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BrokerProcess.class.getName(),
            folder.root().toString()),
        Map.of(PORT, Integer.toString(settings.brokerPort()), PASSWORD, settings.brokerPassword()),
        folder.log("broker"),
        false);
  }

  /**
   * Runs until standard input ends.
   *
   * @param arguments the data folder
   */
  public static void main(String[] arguments) throws IOException {
    DataFolder folder = DataFolder.open(Path.of(arguments[0]));
    LauncherLog.writeTo(folder);
    InstanceSettings settings =
        new InstanceSettings(0, "", Integer.parseInt(System.getenv(PORT)), System.getenv(PASSWORD));
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, settings)) {
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    System.exit(0);
  }
}
