package dev.npexport.model.job;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores the job enums by their wire names, so that rows read the same in SQL and in JSON. */
final class WireConverters {

  private WireConverters() {}

  @Converter
  static final class OfJobKind implements AttributeConverter<JobKind, String> {
    @Override
    public String convertToDatabaseColumn(JobKind kind) {
      return kind.wire();
    }

    @Override
    public JobKind convertToEntityAttribute(String text) {
      return JobKind.of(text);
    }
  }

  @Converter
  static final class OfJobStatus implements AttributeConverter<JobStatus, String> {
    @Override
    public String convertToDatabaseColumn(JobStatus status) {
      return status.wire();
    }

    @Override
    public JobStatus convertToEntityAttribute(String text) {
      return JobStatus.of(text);
    }
  }

  @Converter
  static final class OfStage implements AttributeConverter<Stage, String> {
    @Override
    public String convertToDatabaseColumn(Stage stage) {
      return stage.wire();
    }

    @Override
    public Stage convertToEntityAttribute(String text) {
      return Stage.of(text);
    }
  }

  @Converter
  static final class OfShardStatus implements AttributeConverter<ShardStatus, String> {
    @Override
    public String convertToDatabaseColumn(ShardStatus status) {
      return status.wire();
    }

    @Override
    public ShardStatus convertToEntityAttribute(String text) {
      return ShardStatus.of(text);
    }
  }
}
