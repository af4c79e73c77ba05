package dev.npexport.worker.running;

import dev.npexport.engine.ProgressListener;

/** Can stop a step whose progress is not the work's. */
public record CancelOnly(RunningWork work) implements ProgressListener {

  @Override
  public void featuresDone(int done) {
    // what a preparing step reports is not what the work counts
  }

  @Override
  public boolean cancelled() {
    return work.cancelled();
  }
}
