package dev.npexport.api.export;

import dev.npexport.api.openapi.Examples;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Writes what the calls about jobs have in common into the OpenAPI document, to refer to. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class JobDocument implements OASFilter {

  /** An answer that shows a job. */
  static final String JOB = "Job";

  /** The answer to a request that has begun a job. */
  static final String ACCEPTED = "JobAccepted";

  /** The parameter of such a request. */
  static final String KEY = "IdempotencyKey";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getComponents()
        .addParameter(
            KEY,
            OASFactory.createParameter()
                .name(IdempotencyKey.HEADER)
                .in(Parameter.In.HEADER)
                .description(
                    ("1 to %d printable ASCII characters: a repeated request with the same key"
                            + " starts no second job; with the key of another request it is refused")
                        .formatted(IdempotencyKey.MAX))
                .example("export-2026-03-02")
                .schema(
                    OASFactory.createSchema()
                        .addType(SchemaType.STRING)
                        .minLength(1)
                        .maxLength(IdempotencyKey.MAX)))
        .addResponse(
            JOB, OASFactory.createAPIResponse().description("The export").content(export(JOB)))
        .addResponse(
            ACCEPTED,
            OASFactory.createAPIResponse()
                .description(
                    "Accepted; with Idempotent-Replayed: true if this key made the job before")
                .addHeader("Location", text())
                .addHeader("Idempotent-Replayed", text())
                .content(export(ACCEPTED)));
  }

  private static Content export(String name) {
    return OASFactory.createContent()
        .addMediaType(
            "application/json",
            OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("#/components/schemas/Export"))
                .example(Examples.job(name)));
  }

  private static Header text() {
    return OASFactory.createHeader().schema(OASFactory.createSchema().addType(SchemaType.STRING));
  }
}
