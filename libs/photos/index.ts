export { readPhoto } from './read-photo.js';
