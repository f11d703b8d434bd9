/**
 * The {@code metadata} file of a trace, whatever its form: packets of TSDL as LTTng writes them, plain TSDL, or CTF 2.
 *
 * {@snippet :
 * TraceClass traceClass = MetadataReader.read(Files.readAllBytes(file), file.toString());
 * }
 */
@NullMarked
package io.gyre.ctf.metadata;

import org.jspecify.annotations.NullMarked;
