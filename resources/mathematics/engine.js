// What MathJax expects of a JavaScript engine and Qt's has not.
if (!Object.hasOwn) Object.hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
