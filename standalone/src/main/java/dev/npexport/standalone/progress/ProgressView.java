package dev.npexport.standalone.progress;

import dev.npexport.standalone.client.ExportStatus;

/** Shows how far an export is, on standard error. */
public interface ProgressView {

  /** A new state; may be called many times a second. */
  void show(ExportStatus status);

  /** A line for people that stays on the screen. */
  void note(String line);

  /** Leaves the screen so that other output can follow. */
  void finish();
}
