@NullMarked
package io.gyre.sinks.file;

import org.jspecify.annotations.NullMarked;
