/** Calls of functions, as programs built with {@code -finstrument-functions} record them. */
@NullMarked
package io.gyre.analysis.user.callstack;

import org.jspecify.annotations.NullMarked;
