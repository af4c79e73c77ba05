package dev.npexport.standalone.chaos;

/** A broker in a process of its own, which keeps its queues on disk. */
interface BrokerServer {

  String name();

  int port();

  String user();

  String password();

  /** Returns when it accepts connections. */
  void start() throws InterruptedException;

  /** {@code kill -9}; returns when it is gone. */
  void kill() throws InterruptedException;

  /** For good, with everything it brought along. */
  void stop() throws InterruptedException;
}
