@NullMarked
package io.gyre.sinks.restore;

import org.jspecify.annotations.NullMarked;
