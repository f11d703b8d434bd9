/** LAMI 1.0, the machine interface of LTTng analyses, by which Trace Compass runs external analyses and shows their tables. */
@NullMarked
package io.gyre.analysis.lami;

import org.jspecify.annotations.NullMarked;
