package dev.npexport.standalone.chaos;

import dev.npexport.standalone.launch.LaunchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a service and a port of the loopback address, to break what passes through. */
final class TcpProxy implements AutoCloseable {

  private static final int BUFFER = 1 << 14;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Socket> lost = ConcurrentHashMap.newKeySet();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Object gate = new Object();
  private boolean stalled;
  private volatile boolean refusing;
  private volatile boolean closed;

  TcpProxy(int target) {
    this.target = target;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new LaunchException("no proxy on the loopback address: " + e, e);
    }
    Thread.ofVirtual().name("proxy-" + target).start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Breaks every connection; whether there was one. */
  boolean cut() {
    boolean any = !clients.isEmpty();
    open.forEach(TcpProxy::closeQuietly);
    return any;
  }

  /** Whether somebody is connected. */
  boolean isUsed() {
    return !clients.isEmpty();
  }

  /**
   * From now on the present connections carry nothing and neither end is told, not even that the
   * other one is gone: as after a power cut. New ones work. Whether there was any.
   */
  boolean lose() {
    lost.addAll(open);
    return !clients.isEmpty();
  }

  /** Whether a client still holds a connection that was lost. */
  boolean isLossUnnoticed() {
    return clients.stream().anyMatch(lost::contains);
  }

  /** Tells both ends of lost connections. */
  void endLost() {
    List.copyOf(lost).forEach(this::drop);
  }

  /** Whether new connections are closed at once. */
  void refuse(boolean on) {
    refusing = on;
  }

  /** Whether bytes wait in here. */
  void stall(boolean on) {
    synchronized (gate) {
      stalled = on;
      gate.notifyAll();
    }
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = server.accept();
        open.add(client);
        clients.add(client);
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        if (!closed) {
          throw new LaunchException("a proxy stopped listening: " + e, e);
        }
      }
    }
  }

  private void connect(Socket client) {
    if (refusing) {
      drop(client);
      return;
    }
    try {
      Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(upstream);
      if (lost.contains(client)) {
        lost.add(upstream);
      }
      Thread.ofVirtual().start(() -> pump(client, upstream));
      pump(upstream, client);
    } catch (IOException nobodyListens) {
      drop(client);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        pass();
        if (!lost.contains(from)) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException | InterruptedException ended) {
      // one side is gone, and so is the other then
    } finally {
      if (!lost.contains(from)) {
        drop(to);
      }
      drop(from);
    }
  }

  private void pass() throws InterruptedException {
    synchronized (gate) {
      while (stalled && !closed) {
        gate.wait();
      }
    }
  }

  private void drop(Socket socket) {
    open.remove(socket);
    clients.remove(socket);
    lost.remove(socket);
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      return; // it is as gone as it can be
    }
  }

  @Override
  public void close() {
    closed = true;
    stall(false);
    try {
      server.close();
    } catch (IOException e) {
      throw new LaunchException("a proxy does not close: " + e, e);
    }
    cut();
  }
}
