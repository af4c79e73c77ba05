package dev.npexport.worker.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.model.job.JobError;
import dev.npexport.model.path.DataRoot;
import dev.npexport.model.path.OutsideDataRootException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what an exception means for a job: its code, its sentence and its list of problems. */
@ApplicationScoped
public class Failures {

  private final DataRoot root;
  private final ObjectMapper json;

  @Inject
  Failures(DataRoot root, ObjectMapper json) {
    this.root = root;
    this.json = json;
  }

  /**
   * What failed.
   *
   * @param mendable whether the same work may succeed when it is tried again
   */
  public record Failure(JobError error, boolean mendable) {}

  public Failure of(Throwable thrown) {
    if (thrown instanceof InputException input) {
      return of(input.problems());
    }
    if (thrown instanceof OutsideDataRootException outside) {
      return of(
          List.of(
              new Problem(
                  ProblemCode.PATH_OUTSIDE_DATA_ROOT,
                  outside.requested(),
                  "",
                  outside.getMessage())));
    }
    if (thrown instanceof TargetException target) {
      return new Failure(JobError.of(TargetException.CODE, shorten(target.getMessage())), false);
    }
    Optional<IOException> noRoom = noRoom(thrown);
    if (noRoom.isPresent()) {
      Problem problem =
          new Problem(
              ProblemCode.DISK_FULL,
              "",
              "",
              "the data volume has no room left: " + noRoom.get().getMessage());
      return of(List.of(problem));
    }
    String message =
        Optional.ofNullable(thrown.getMessage()).orElseGet(() -> thrown.getClass().getName());
    return new Failure(JobError.of(ProblemCode.INTERNAL.wire(), shorten(message)), true);
  }

  private Failure of(List<Problem> problems) {
    List<Map<String, String>> details = problems.stream().map(this::detail).toList();
    String message =
        String.join("\n", problems.stream().map(Problem::sentence).map(this::shorten).toList());
    // what is wrong with an input stays wrong; what went wrong in here may go well next time
    boolean mendable =
        problems.stream().allMatch(problem -> problem.code() == ProblemCode.INTERNAL);
    return new Failure(
        new JobError(problems.getFirst().code().wire(), message, write(details)), mendable);
  }

  private Map<String, String> detail(Problem problem) {
    Map<String, String> detail = new LinkedHashMap<>();
    detail.put("code", problem.code().wire());
    detail.put("file", shorten(problem.file()));
    detail.put("where", problem.where());
    detail.put("message", shorten(problem.message()));
    return detail;
  }

  /** Paths as requests name them: where the data root lies is nobody's business. */
  private String shorten(String text) {
    return text.replace(root.root() + "/", "");
  }

  private String write(List<Map<String, String>> details) {
    try {
      return json.writeValueAsString(details).replace("\\u0000", "");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("problems that JSON cannot hold: " + details, e);
    }
  }

  /** The JDK has no exception of its own for a full disk, only the system's words. */
  private static Optional<IOException> noRoom(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io && saysNoRoom(io)) {
        return Optional.of(io);
      }
    }
    return Optional.empty();
  }

  private static boolean saysNoRoom(IOException thrown) {
    String message = Optional.ofNullable(thrown.getMessage()).orElse("").toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("disk quota exceeded")
        || message.contains("not enough space");
  }
}
