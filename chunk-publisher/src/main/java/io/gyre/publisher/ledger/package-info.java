/**
 * What is published, on disk: one append-only file per session line, each line with its checksum, forced to disk before
 * the publisher goes on. It saves work and knows what chunks carry; the truth is on Kafka, from which it can be rebuilt.
 */
@NullMarked
package io.gyre.publisher.ledger;

import org.jspecify.annotations.NullMarked;
