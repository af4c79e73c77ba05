package dev.npexport.engine.kernel;

import dev.npexport.engine.kernel.cuda.CudaBackend;
import dev.npexport.engine.kernel.nd4j.Nd4jBackend;
import dev.npexport.engine.kernel.onednn.OneDnnBackend;
import dev.npexport.engine.kernel.reference.ReferenceBackend;
import dev.npexport.engine.kernel.vnni.VnniBackend;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of backends, fastest first, and the choice among them. A new backend is one
 * implementation and one row here.
 */
public final class ProjectionBackends {

  /** Forces a backend by its name. */
  public static final String PROPERTY = "npexport.backend";

  /** As the property, which wins over it. */
  public static final String VARIABLE = "NPEXPORT_BACKEND";

  private static final Logger LOG = LoggerFactory.getLogger(ProjectionBackends.class);

  private static final List<ProjectionBackend> TABLE =
      List.of(
          new CudaBackend(),
          new VnniBackend(),
          new OneDnnBackend(),
          new Nd4jBackend(),
          new ReferenceBackend());

  private static Optional<ProjectionBackend> chosen = Optional.empty();

  private ProjectionBackends() {}

  /**
   * The backend of this process, chosen once and logged with the reason.
   *
   * @throws InputException if a forced backend is unknown or cannot run here
   */
  public static synchronized ProjectionBackend choose() {
    if (chosen.isEmpty()) {
      chosen = Optional.of(choose(TABLE, System::getProperty, System::getenv));
    }
    return chosen.orElseThrow();
  }

  static ProjectionBackend choose(
      List<ProjectionBackend> table,
      UnaryOperator<String> properties,
      UnaryOperator<String> environment) {
    Optional<String> forced =
        Optional.ofNullable(properties.apply(PROPERTY))
            .or(() -> Optional.ofNullable(environment.apply(VARIABLE)))
            .map(String::strip)
            .filter(name -> !name.isEmpty());
    return forced.map(name -> forced(table, name)).orElseGet(() -> firstAvailable(table));
  }

  private static ProjectionBackend forced(List<ProjectionBackend> table, String name) {
    ProjectionBackend backend =
        table.stream()
            .filter(row -> row.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> problem("no backend is called '" + name + "'; known: " + names(table)));
    backend
        .unavailable()
        .ifPresent(
            reason -> {
              throw problem("backend '" + name + "' cannot run here: " + reason);
            });
    LOG.info("Projection backend {}: asked for by {}", name, PROPERTY);
    return backend;
  }

  private static ProjectionBackend firstAvailable(List<ProjectionBackend> table) {
    List<String> passedOver = new ArrayList<>();
    for (ProjectionBackend backend : table) {
      Optional<String> reason = backend.declined();
      if (reason.isEmpty()) {
        String why = passedOver.isEmpty() ? "" : "; not " + String.join(", ", passedOver);
        LOG.info("Projection backend {}: the fastest that runs here{}", backend.name(), why);
        return backend;
      }
      passedOver.add(backend.name() + " (" + reason.get() + ")");
    }
    throw problem("no backend runs here: " + String.join(", ", passedOver));
  }

  private static String names(List<ProjectionBackend> table) {
    return table.stream().map(ProjectionBackend::name).collect(Collectors.joining(", "));
  }

  private static InputException problem(String message) {
    return new InputException(Problem.option(PROPERTY, message));
  }
}
