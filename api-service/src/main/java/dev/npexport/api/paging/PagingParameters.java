package dev.npexport.api.paging;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Writes the two parameters of every list into the OpenAPI document, for lists to refer to. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class PagingParameters implements OASFilter {

  public static final String PAGE = "page";
  public static final String SIZE = "size";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getComponents()
        .addParameter(PAGE, parameter(PAGE, "Counts from 0", 0, QueryParameters.MAX_PAGE, 0))
        .addParameter(
            SIZE,
            parameter(
                SIZE,
                "Items on a page",
                1,
                QueryParameters.MAX_PAGE_SIZE,
                QueryParameters.DEFAULT_PAGE_SIZE));
  }

  private static Parameter parameter(
      String name, String description, int least, int most, int usual) {
    Schema schema =
        OASFactory.createSchema()
            .addType(SchemaType.INTEGER)
            .format("int32")
            .minimum(BigDecimal.valueOf(least))
            .maximum(BigDecimal.valueOf(most))
            .defaultValue(usual);
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.QUERY)
        .description(description)
        .schema(schema);
  }
}
