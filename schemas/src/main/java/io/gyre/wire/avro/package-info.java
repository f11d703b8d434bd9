/**
 * Records as bytes: Avro's single-object encoding, with every schema version that was ever released.
 *
 * <p>The schemas are {@code .avsc} files beside this package. {@link io.gyre.wire.avro.WireCodecs} holds one codec per kind of record; a
 * codec finds the Java record's components by the names of the schema's fields, so that adding a field means: one line in the
 * {@code .avsc} with a default, one component in the record, one committed file under {@code history/}. A test holds all three together.
 */
@NullMarked
package io.gyre.wire.avro;

import org.jspecify.annotations.NullMarked;
