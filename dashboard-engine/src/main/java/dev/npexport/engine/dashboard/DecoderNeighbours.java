package dev.npexport.engine.dashboard;

import dev.npexport.engine.kernel.Projection;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.UnitRows;
import java.util.Arrays;

/** The features whose decoder rows point the same way, over the whole SAE. */
public final class DecoderNeighbours {

  private static final int K = 10;

  /** One more than is kept, because a row finds itself. */
  static final ProjectionRequest REQUEST = new ProjectionRequest(K + 1, 0, false);

  private DecoderNeighbours() {}

  /** Prepares decoder rows, folded or not, as the columns; rows of length 0 are excluded. */
  public static Projector open(ProjectionBackend backend, RowSource decoder) {
    UnitRows unit = new UnitRows(decoder);
    return backend.open(unit, unit.withoutDirection());
  }

  /** The 10 largest cosine similarities of a feature, itself excluded. */
  static RankedFeatures of(int feature, Projection projection) {
    int[] indices = new int[K];
    double[] cosines = new double[K];
    int kept = 0;
    for (int i = 0; i < projection.topIndices().length && kept < K; i++) {
      if (projection.topIndices()[i] != feature) {
        indices[kept] = projection.topIndices()[i];
        cosines[kept++] = projection.topValues()[i];
      }
    }
    return new RankedFeatures(
        Arrays.copyOf(indices, kept), Arrays.copyOf(cosines, kept), new double[kept]);
  }
}
