package dev.npexport.worker;

import dev.npexport.testkit.BrokerResource;
import dev.npexport.worker.testing.FakeEngineProfile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(FakeEngineProfile.class)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
class ExportJobIT extends ExportJobContract {}
