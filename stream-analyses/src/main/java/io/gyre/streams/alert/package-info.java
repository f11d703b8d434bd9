/** ALERT: answers and signs of life as rules see them, and alerts as records. Pure functions; the processors in the package above call them. */
@NullMarked
package io.gyre.streams.alert;

import org.jspecify.annotations.NullMarked;
