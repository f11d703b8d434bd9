package io.gyre.sinks.topic;

/**
 * What a topic sink has done since it was opened, in transactions that were committed.
 *
 * @param results read
 * @param written records in the routes' topics
 * @param setAside results that went to the quarantine
 * @param transactions committed
 * @param retries of transactions that failed
 */
public record TopicSinkSummary(long results, long written, long setAside, long transactions, long retries) {}
