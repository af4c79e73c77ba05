package dev.npexport.api.files;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.npexport.api.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class FileResourceIT {

  private static final String FILES = "/api/v1/files";

  @Test
  void answersNothingForAPathOutside() {
    given().queryParam("prefix", "../").get(FILES).then().statusCode(200).body("items", empty());
  }

  @Test
  void refusesAPathThatIsTooLong() {
    given()
        .queryParam("prefix", "x".repeat(1_025))
        .get(FILES)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_parameter"));
  }
}
