package dev.npexport.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import sun.misc.Signal;

/**
 * What to do when the process is told to stop (Ctrl-C, a closed terminal, TERM): the last added
 * first.
 *
 * <p>The signals are handled here and not by a shutdown hook, because the runtime runs all hooks
 * side by side, and the embedded broker brings one that would stop it before the services that use
 * it.
 */
public final class Shutdown {

  /** What a shell adds to the number of the signal that ended a program. */
  private static final int SIGNAL_BASE = 128;

  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final Deque<Runnable> actions = new ArrayDeque<>();
  private boolean running;

  /** Answers the signals of this process from now on. */
  public static Shutdown install() {
    Shutdown shutdown = new Shutdown();
    for (String name : SIGNALS) {
      Signal.handle(new Signal(name), signal -> shutdown.exit(SIGNAL_BASE + signal.getNumber()));
    }
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

  /** Does everything, once; a second signal does not disturb the first. */
  public boolean run() {
    List<Runnable> todo;
    synchronized (actions) {
      if (running) {
        return false;
      }
      running = true;
      todo = List.copyOf(actions);
    }
    todo.forEach(Runnable::run);
    return true;
  }

  private void exit(int code) {
    if (run()) {
      System.exit(code);
    }
  }
}
