package io.github.keycloakcognito.reconcile;

import java.time.Instant;

/**
 * A job as admins see it.
 *
 * @param ended null while it runs
 * @param cause why it does not come on, as AWS says; null where it does
 * @param remedy what to do about it; null where nothing is to be done
 * @param awsRequestId of the refused call; null where none was answered
 */
public record JobReport(
    Job job, JobState state, Instant ended, String cause, String remedy, String awsRequestId) {}
