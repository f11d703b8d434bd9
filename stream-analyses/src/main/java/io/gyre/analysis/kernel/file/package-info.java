/**
 * Which file a descriptor means, followed through the trace: opened, duplicated, inherited, closed, told by a state dump.
 *
 * <p>A stretch of time that begins in the middle does not know what was open before, nor which threads share a table of descriptors. So its
 * partial keeps a {@link io.gyre.analysis.kernel.file.FileLog}: what changed tables, in its order, and between the changes what was moved
 * through which descriptor. Logs of neighbours are appended to each other; behind a stretch whose
 * {@link io.gyre.analysis.kernel.file.FileTables tables} are known (that of a line's beginning, or of a gap, after which nothing is known), a
 * log is played through these and becomes figures of files. {@link io.gyre.analysis.kernel.file.Files} is all of it together.
 */
@NullMarked
package io.gyre.analysis.kernel.file;

import org.jspecify.annotations.NullMarked;
