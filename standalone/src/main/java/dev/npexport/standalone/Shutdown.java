package dev.npexport.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What to do when the process is told to stop (Ctrl-C, TERM): the last added first. One hook runs
 * them in turn, because the runtime would run several hooks side by side.
 */
public final class Shutdown implements Runnable {

  private final Deque<Runnable> actions = new ArrayDeque<>();
  private boolean running;

  /** Installs the hook of this process. */
  public static Shutdown install() {
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "npexport-shutdown"));
    return shutdown;
  }

  /** Adds what to do; the same object can be given to {@link #remove}. */
  public void add(Runnable action) {
    synchronized (actions) {
      if (!running) {
        actions.addFirst(action);
        return;
      }
    }
    action.run();
  }

  public void remove(Runnable action) {
    synchronized (actions) {
      actions.remove(action);
    }
  }

  /** Whether the process is stopping: what fails from now on, fails because of that. */
  public boolean isRunning() {
    synchronized (actions) {
      return running;
    }
  }

  /** What the hook does. */
  @Override
  public void run() {
    List<Runnable> todo;
    synchronized (actions) {
      running = true;
      todo = List.copyOf(actions);
    }
    todo.forEach(Runnable::run);
  }
}
