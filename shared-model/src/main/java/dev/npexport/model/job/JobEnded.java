package dev.npexport.model.job;

/** Fired in the process that ended a job, for whoever counts. */
public record JobEnded(ExportJob job) {}
