package dev.npexport.standalone.chaos;

import dev.npexport.standalone.launch.Health;
import dev.npexport.standalone.launch.LaunchException;
import dev.npexport.standalone.launch.Ports;
import dev.npexport.standalone.launch.ServiceProcess;
import dev.npexport.standalone.launch.Watchdog;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** A service as a child process, with a proxy on its way to the database and to the broker. */
final class Service {

  private static final long UP_MILLIS = 20_000;

  private final ServiceProcess.Command command;
  private final Watchdog watchdog;
  private final int port;
  private final TcpProxy toDatabase;
  private final TcpProxy toBroker;

  /** Whoever kills, stops or starts it holds this. */
  private final ReentrantLock turn = new ReentrantLock();

  private ServiceProcess process;
  private boolean closed;

  Service(
      ServiceProcess.Command command,
      Watchdog watchdog,
      int port,
      TcpProxy toDatabase,
      TcpProxy toBroker) {
    this.command = command;
    this.watchdog = watchdog;
    this.port = port;
    this.toDatabase = toDatabase;
    this.toBroker = toBroker;
  }

  String name() {
    return command.name();
  }

  TcpProxy proxy(boolean database) {
    return database ? toDatabase : toBroker;
  }

  void start() {
    process = ServiceProcess.start(command, watchdog);
  }

  void awaitReady() throws InterruptedException {
    new Health().await(process, port);
  }

  /** Kills it and starts it again later. */
  void killFor(long millis) throws InterruptedException {
    turn.lock();
    try {
      awaitListening();
      process.kill();
      Thread.sleep(millis);
      start();
    } finally {
      turn.unlock();
    }
  }

  /** Lets it run no instruction for a while. */
  void stopFor(long millis) throws InterruptedException {
    turn.lock();
    try {
      awaitListening();
      signal("STOP");
      Thread.sleep(millis);
      signal("CONT");
    } finally {
      turn.unlock();
    }
  }

  /** A process that ended by itself is started again, as whoever runs services would do it. */
  boolean startIfEnded() {
    turn.lock();
    try {
      if (closed || process.isAlive()) {
        return false;
      }
      start();
      return true;
    } finally {
      turn.unlock();
    }
  }

  /** What is hit should be at work; one that does not come up is hit all the same. */
  private void awaitListening() throws InterruptedException {
    long end = System.nanoTime() + UP_MILLIS * 1_000_000;
    while (!Ports.isListening(port) && process.isAlive() && System.nanoTime() < end) {
      Thread.sleep(50);
    }
  }

  private void signal(String name) throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new LaunchException("cannot signal " + name() + ": " + e, e);
    }
  }

  void close() {
    turn.lock();
    try {
      closed = true;
    } finally {
      turn.unlock();
    }
    process.stop();
    toDatabase.close();
    toBroker.close();
  }
}
