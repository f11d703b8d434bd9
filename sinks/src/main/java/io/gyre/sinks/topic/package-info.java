/**
 * The topic sink: results to users' own topics, in Avro or JSON, each exactly once.
 *
 * <p>A result's way: {@link io.gyre.sinks.topic.ResultReader} reads it, {@link io.gyre.sinks.topic.Routing} says which records it becomes,
 * {@link io.gyre.sinks.topic.Transactions} writes them together with the offset that was read. {@link io.gyre.sinks.topic.TopicSink} goes round.
 */
@NullMarked
package io.gyre.sinks.topic;

import org.jspecify.annotations.NullMarked;
