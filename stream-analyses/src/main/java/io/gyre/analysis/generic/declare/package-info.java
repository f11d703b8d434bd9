/** What users declare in a line: reading it, and telling where it is wrong. */
@NullMarked
package io.gyre.analysis.generic.declare;

import org.jspecify.annotations.NullMarked;
