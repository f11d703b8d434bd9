/**
 * What {@code gyre bench} measures: reading of whole traces, and the pipeline beside a plain Kafka producer. Each figure stands
 * beside one of a known program or library on the same bytes in the same run, because only the ratio travels between machines.
 */
@NullMarked
package io.gyre.bench;

import org.jspecify.annotations.NullMarked;
