/**
 * What two processes of Gyre must agree on: the records, their keys and the topics that carry them.
 *
 * <p>This package holds the words and depends on nothing but a hash function. {@link io.gyre.wire.avro} turns records into bytes and back:
 *
 * {@snippet :
 * byte[] value = WireCodecs.MANIFEST.encode(manifest);
 * Manifest same = WireCodecs.MANIFEST.decode(value, "gyre.chunks-0@17");
 * }
 *
 * <p>{@link io.gyre.wire.seal} seals trace data into segments, opens them again, and signs manifests. Kafka is not known here: what
 * talks on the bus wraps these bytes in its own serializers. Whatever comes from outside and is not as it must be is a
 * {@link io.gyre.wire.WireException} with a stable code.
 */
@NullMarked
package io.gyre.wire;

import org.jspecify.annotations.NullMarked;
