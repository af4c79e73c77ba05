package dev.npexport.model.recovery;

import dev.npexport.model.broker.Broker;
import dev.npexport.testkit.RecordingBroker;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The broker of the application under test. */
class FakeBroker {

  static final RecordingBroker BROKER = new RecordingBroker();

  @Produces
  @Alternative
  @Priority(1)
  @Singleton
  Broker broker() {
    return BROKER;
  }
}
