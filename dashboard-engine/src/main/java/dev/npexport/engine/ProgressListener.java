package dev.npexport.engine;

/**
 * Hears of finished features and can stop the work. Called often: implementations decide what to
 * pass on.
 */
public interface ProgressListener {

  /** {@code done} more features of this shard are finished. */
  void featuresDone(int done);

  /** Whether the work should stop; asked at least once a second of work. */
  boolean cancelled();

  /** Listens to nothing and never stops. */
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void featuresDone(int done) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };
}
