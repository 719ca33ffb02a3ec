"""A window with a button that is pressed by the program itself."""
import Tkinter
import tkMessageBox

root = Tkinter.Tk()
pressed = Tkinter.IntVar(root)
button = Tkinter.Button(root, text='Press', command=lambda: pressed.set(pressed.get() + 1))
button.pack()


def press():
    button.invoke()
    print 'pressed', pressed.get(), button.cget('text')
    if pressed.get() == 3:
        root.destroy()
    else:
        root.after(10, press)


root.after(10, press)
root.mainloop()
