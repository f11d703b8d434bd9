/**
 * JMH benchmarks of reading. {@link io.gyre.ctf.jmh.LoadTrace} makes the packets of a user-space trace; {@link
 * io.gyre.ctf.jmh.HandWritten} reads them by code that knows their classes, the yardstick for the classes that the decoder writes.
 *
 * <pre>{@code
 * mvn -pl decoders/jmh -am -DskipTests package
 * java -jar decoders/jmh/target/benchmarks.jar          # all of them
 * }</pre>
 */
@NullMarked
package io.gyre.ctf.jmh;

import org.jspecify.annotations.NullMarked;
