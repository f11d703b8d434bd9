@NullMarked
package io.gyre.sinks.topic;

import org.jspecify.annotations.NullMarked;
