/**
 * Chunks to Kafka, each in one transaction: segments, then the manifest that names their offsets, then commit, then the ledger.
 *
 * <p><b>Who may write a session line.</b> The transactional id is that of the line, not of the publisher: whoever begins to write a line
 * fences every other writer of it, wherever it runs, because initialising the id ends the other's open transaction. Only then
 * the new writer reads the line's committed manifests from the chunks topic. So a chunk can be committed neither by
 * two publishers at once, nor again after a crash between the commit and the ledger.
 */
@NullMarked
package io.gyre.publisher.publish;

import org.jspecify.annotations.NullMarked;
