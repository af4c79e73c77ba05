package dev.npexport.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of every answer that is not a success (RFC 9457, {@code application/problem+json}). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Problem", description = "RFC 9457 problem with a stable code")
public record ProblemDocument(
    @Schema(description = "The same for every problem with this code") String title,
    @Schema(description = "HTTP status", examples = "422") int status,
    @Schema(
            description =
                "Stable code: that of the problems if they all have the same, else of the answer",
            examples = "width_mismatch")
        String code,
    @Schema(description = "What happened here, for a person") String detail,
    @Schema(description = "Path of the request") String instance,
    @Schema(description = "Everything that is wrong, each with its place")
        List<ProblemItem> problems) {

  public static final String MEDIA_TYPE = "application/problem+json";

  static ProblemDocument of(ApiException e, String instance) {
    List<String> codes = e.problems().stream().map(ProblemItem::code).distinct().toList();
    return new ProblemDocument(
        e.code().title(),
        e.code().status(),
        codes.size() == 1 ? codes.getFirst() : e.code().wire(),
        e.getMessage(),
        instance,
        e.problems());
  }
}
