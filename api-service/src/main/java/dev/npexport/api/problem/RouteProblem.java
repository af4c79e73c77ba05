package dev.npexport.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Answers with a problem before any resource is asked. */
@ApplicationScoped
public class RouteProblem {

  private final ObjectMapper json;

  @Inject
  RouteProblem(ObjectMapper json) {
    this.json = json;
  }

  /** Ends the request; what is left of its body is not read. */
  public void answer(RoutingContext context, ApiException e) {
    HttpServerResponse response = context.response().setStatusCode(e.code().status());
    e.headers().forEach(response::putHeader);
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
        .end(text(ProblemDocument.of(e, context.request().path())));
  }

  private String text(ProblemDocument problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem that cannot be written as JSON", e);
    }
  }
}
