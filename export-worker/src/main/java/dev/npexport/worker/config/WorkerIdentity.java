package dev.npexport.worker.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * What this process is called in rows: unique, so that a restarted worker is not taken for the one
 * before it.
 */
@ApplicationScoped
public class WorkerIdentity {

  private final String name;

  @Inject
  WorkerIdentity(WorkerConfig config) {
    name =
        config.worker().name().orElseGet(WorkerIdentity::hostName)
            + "-"
            + ProcessHandle.current().pid()
            + "-"
            + UUID.randomUUID().toString().substring(0, 8);
  }

  public String name() {
    return name;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "worker"; // a host that does not know its own name; the rest is unique
    }
  }
}
