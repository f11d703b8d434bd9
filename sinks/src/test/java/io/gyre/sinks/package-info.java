@NullMarked
package io.gyre.sinks;

import org.jspecify.annotations.NullMarked;
