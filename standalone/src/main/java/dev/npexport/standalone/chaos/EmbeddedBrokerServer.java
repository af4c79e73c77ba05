package dev.npexport.standalone.chaos;

import dev.npexport.standalone.launch.BrokerProcess;
import dev.npexport.standalone.launch.DataFolder;
import dev.npexport.standalone.launch.Installation;
import dev.npexport.standalone.launch.InstanceSettings;
import dev.npexport.standalone.launch.LaunchException;
import dev.npexport.standalone.launch.Ports;
import dev.npexport.standalone.launch.ServiceProcess;
import dev.npexport.standalone.launch.Watchdog;
import java.util.concurrent.TimeUnit;

/** The broker that {@code npexport serve} brings along. */
final class EmbeddedBrokerServer implements BrokerServer {

  private static final long LIMIT_SECONDS = 60;

  private final ServiceProcess.Command command;
  private final InstanceSettings settings;
  private final Watchdog watchdog;
  private ServiceProcess process;

  EmbeddedBrokerServer(
      Installation installation, DataFolder folder, InstanceSettings settings, Watchdog watchdog) {
    this.command = BrokerProcess.command(installation, folder, settings);
    this.settings = settings;
    this.watchdog = watchdog;
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public int port() {
    return settings.brokerPort();
  }

  @Override
  public String user() {
    return InstanceSettings.USER;
  }

  @Override
  public String password() {
    return settings.brokerPassword();
  }

  @Override
  public void start() throws InterruptedException {
    process = ServiceProcess.start(command, watchdog);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!Ports.isListening(port())) {
      if (!process.isAlive()) {
        throw new LaunchException(process.lastWords());
      }
      if (System.nanoTime() > deadline) {
        throw new LaunchException("the broker does not listen; see " + command.log());
      }
      Thread.sleep(50);
    }
  }

  @Override
  public void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void stop() {
    process.stop();
  }
}
